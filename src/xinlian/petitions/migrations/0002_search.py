"""The search index: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE petitions_search USING fts5(grams, tokenize='unicode61', detail=none)",
    ],
    "postgresql": [
        "CREATE TABLE petitions_search (petition bigint PRIMARY KEY, grams tsvector NOT NULL)",
        "CREATE INDEX petitions_search_grams ON petitions_search USING gin (grams)",
    ],
}


def _create(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def _drop(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE petitions_search")


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial")]
    operations = [migrations.RunPython(_create, _drop)]
