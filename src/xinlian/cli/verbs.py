"""Every verb of the command line, in the order of ``xinlian --help``."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

Arguments = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its name, what it does, where its code stands, whether it opens the database.

    ``module`` holds ``arguments(parser)`` and ``run(options) -> int | None``; it is imported
    only when the verb is called, so that ``xinlian link`` starts without Django.
    """

    name: str
    help: str
    module: str
    needs_database: bool = True

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's arguments on ``parser``."""
        from xinlian.cli import arguments  # noqa: PLC0415 - beside its only caller

        getattr(arguments, self.name)(parser)

    def run(self, options: argparse.Namespace) -> int | None:
        """Run the verb; return its exit status, None for 0."""
        status: int | None = import_module(f"xinlian.cli.{self.module}").run(options)
        return status


VERBS = (
    Verb("run", "示范或导入登记簿，串并，出通报，打开服务 / the whole way in one command", "run"),
    Verb("demo", "载入示范城市 / load the demonstration city", "demo"),
    Verb("serve", "打开服务 / serve the pages", "serve"),
    Verb("work", "办理后台任务 / do what waits in the background", "work"),
    Verb("migrate", "建立或更新数据库 / create or update the databases", "migrate"),
    Verb("import", "导入登记簿 / import a register", "importing"),
    Verb(
        "link",
        "对登记簿（CSV）串并事项 / find the matters of a register",
        "link",
        needs_database=False,
    ),
    Verb(
        "route",
        "由已分类的信访件（CSV）判断分类 / guess the categories of petitions",
        "route",
        needs_database=False,
    ),
    Verb(
        "clock",
        "计算法定期限及其理由 / when a period ends, and why",
        "clock",
        needs_database=False,
    ),
    Verb("figures", "计算各项数据 / compute the figures", "figures"),
    Verb("trace", "列出数据背后的记录 / list the records behind a figure", "trace"),
    Verb("brief", "写出通报 / write the situation report", "brief"),
    Verb("verify", "重放账本并核对数据表 / replay the ledger against the tables", "verify"),
    Verb("export", "导出账本（Parquet）/ export the ledger as Parquet", "export"),
    Verb("sweep", "清除无人引用的身份和未导入的登记簿 / sweep what nothing refers to", "sweep"),
    Verb("check", "检查设置、密钥、磁盘、时钟 / check settings, keys, disk, clock", "check"),
)
