"""The index that search goes by."""

from django.db import migrations

from article3.store.index import drop, make


class Migration(migrations.Migration):
    dependencies = [("store", "0006_evid")]

    operations = [migrations.RunPython(lambda _, editor: make(editor.connection), lambda _, editor: drop(editor.connection))]
