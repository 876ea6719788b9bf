"""What is said of a file that cannot be read as a register: one sentence for each reason."""

from xinlian.rules.errors import BrokenRule


def empty() -> BrokenRule:
    """Refuse a file without a single filled row."""
    return BrokenRule(
        "intake-empty",
        zh="文件中没有数据。请检查是否选错了文件。",
        en="The file has no data. Please check that it is the right file.",
    )


def not_a_table(what_zh: str, what_en: str) -> BrokenRule:
    """Refuse a file of another format; the arguments say what it seems to be."""
    return BrokenRule(
        "intake-not-a-table",
        zh=f"文件{what_zh}，不是 xlsx、xls 或 csv 表格。请另存为 xlsx 后再导入。",
        en=f"The file {what_en}; it is not an xlsx, xls or csv table. Please save it as xlsx.",
    )


def broken() -> BrokenRule:
    """Refuse a workbook that is cut off or contradicts itself."""
    return BrokenRule(
        "intake-broken",
        zh="文件已损坏或不完整，无法读取。请重新导出，或用表格软件打开后另存为 xlsx。",
        en="The file is damaged or incomplete. Please export it again, or save it anew as xlsx.",
    )


def encrypted() -> BrokenRule:
    """Refuse a workbook that opens only with a password."""
    return BrokenRule(
        "intake-encrypted",
        zh="文件设有打开密码。请取消密码后另存，再行导入。",
        en="The file is protected by a password. Please save it without one and import that.",
    )


def too_large(limit: int) -> BrokenRule:
    """Refuse a workbook that unpacks to more than ``limit`` bytes."""
    size = limit // 1024**2
    return BrokenRule(
        "intake-too-large",
        zh=f"文件解压后超过 {size} MB，无法导入。请按年份或地区拆分。",
        en=f"The file unpacks to more than {size} MB. Please split it by year or by place.",
    )


def bomb() -> BrokenRule:
    """Refuse an archive whose contents are out of proportion to its size."""
    return BrokenRule(
        "intake-zip-bomb",
        zh="文件的压缩比异常，疑似恶意文件，未予打开。请用表格软件另存后再导入。",
        en="The file is compressed beyond belief, as hostile files are; it was not opened.",
    )


def long_cell(row: int, limit: int) -> BrokenRule:
    """Refuse a file with a cell that no register has."""
    return BrokenRule(
        "intake-cell-too-long",
        zh=f"第 {row} 行附近有一个单元格超过 {limit} 字，文件可能已损坏（如引号未闭合）。",
        en=f"A cell near row {row} has more than {limit} characters; the file may be damaged "
        "(a quotation mark left open, for instance).",
    )


def many_columns(limit: int) -> BrokenRule:
    """Refuse a table with more than ``limit`` columns."""
    return BrokenRule(
        "intake-too-many-columns",
        zh=f"表格超过 {limit} 列。请只保留登记簿所用的列。",
        en=f"The table has more than {limit} columns. Please keep only those of the register.",
    )


def encoding(at: int) -> BrokenRule:
    """Refuse a text file that is neither UTF-8 nor GB18030; ``at`` is the byte that fails."""
    return BrokenRule(
        "intake-encoding",
        zh=f"文本编码无法识别（第 {at} 字节处出错）。请另存为 UTF-8 或 GB18030（GBK）编码。",
        en=f"The text is neither UTF-8 nor GB18030 (byte {at}). Please save it in one of them.",
    )


def quotes(line: int) -> BrokenRule:
    """Refuse a csv file whose quotation marks do not match."""
    return BrokenRule(
        "intake-quotes",
        zh=f"第 {line} 行附近的引号不成对，无法分列。单元格内的引号应写成两个。",
        en=f"Quotation marks near line {line} do not match. Inside a cell they are doubled.",
    )


def no_header() -> BrokenRule:
    """Refuse a table in which no row can be its header."""
    return BrokenRule(
        "intake-no-header",
        zh="找不到标题行（应有登记编号、登记日期、标题或内容等列名）。请补上标题行，或指定列的对应关系。",
        en="No header row was found (with columns such as 登记编号, 登记日期, 标题, 内容). "
        "Please add one, or give a mapping of the columns.",
    )


def double_header(name: str) -> BrokenRule:
    """Refuse a header in which one name stands twice."""
    return BrokenRule(
        "intake-double-header",
        zh=f"标题行中“{name}”出现了不止一次。请改名或删去多余的列。",
        en=f"The header has “{name}” more than once. Please rename or remove one.",
    )


def columns_missing(zh: str, en: str) -> BrokenRule:
    """Refuse a register that lacks a column without which nothing can be registered."""
    return BrokenRule(
        "intake-columns-missing",
        zh=f"缺少必需的列：{zh}。请补上，或指定列的对应关系。",
        en=f"Columns that are needed are missing: {en}. Please add them, or give a mapping.",
    )


def bad_mapping(zh: str, en: str) -> BrokenRule:
    """Refuse a mapping that does not fit the file or the declared fields."""
    return BrokenRule(
        "intake-mapping", zh=f"列的对应关系有误：{zh}。", en=f"The mapping is wrong: {en}."
    )
