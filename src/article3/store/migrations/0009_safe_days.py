from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="next_safe",
            field=models.DateField(null=True),
        ),
    ]
