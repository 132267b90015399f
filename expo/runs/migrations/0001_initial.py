import django.db.models.deletion
import django.utils.timezone
import expo.common.dated
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('about', models.CharField(max_length=100, verbose_name='about')),
                ('params', models.JSONField(blank=True, default=dict, verbose_name='parameters')),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10, verbose_name='state')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='done')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='of')),
                ('cancel_asked', models.BooleanField(default=False, verbose_name='cancel asked for')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='worked on until')),
                ('outcome', models.JSONField(blank=True, default=dict, verbose_name='outcome')),
                ('error', models.TextField(blank=True, verbose_name='error')),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('modified_at', models.DateTimeField(db_default=expo.common.dated.Clock(), db_index=True, editable=False, verbose_name='modified')),
            ],
            options={
                'verbose_name': 'run',
                'verbose_name_plural': 'runs',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('kind', 'about'), name='one_active_run_of_a_kind')],
                'triggers': [pgtrigger.compiler.Trigger(name='stamp_modified', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.modified_at = clock_timestamp(); RETURN NEW;', hash='271456da3c0856f553773a792ac2cc8f626e817e', operation='UPDATE', pgid='pgtrigger_stamp_modified_efa7f', table='runs_run', when='BEFORE'))],
            },
        ),
    ]
