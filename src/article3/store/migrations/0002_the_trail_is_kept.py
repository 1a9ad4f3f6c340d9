"""The database itself refuses to change or remove a line of the trail."""

from django.db import migrations

from article3.store.kept import keep, release


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = [migrations.RunPython(lambda _, editor: keep(editor.connection), lambda _, editor: release(editor.connection))]
