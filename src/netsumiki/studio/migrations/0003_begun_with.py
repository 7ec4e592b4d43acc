from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studio", "0002_sweeps")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="begun_with",
            field=models.CharField(default="", max_length=200),
        ),
    ]
