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
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
                ('address', models.EmailField(max_length=254, verbose_name='address')),
                ('about', models.CharField(max_length=100, verbose_name='about')),
                ('within', models.CharField(blank=True, help_text='The edition that it is about, or nothing.', max_length=100, verbose_name='within')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('facts', models.JSONField(default=dict, verbose_name='facts')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, verbose_name='language')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('modified_at', models.DateTimeField(db_default=expo.common.dated.Clock(), default=django.utils.timezone.now, editable=False, verbose_name='modified')),
            ],
            options={
                'verbose_name': 'notification',
                'verbose_name_plural': 'notifications',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['recipient', '-created_at'], name='inbox')],
                'constraints': [models.UniqueConstraint(fields=('address', 'kind', 'about', 'version'), name='told_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='stamp_modified', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.modified_at = clock_timestamp(); RETURN NEW;', hash='44cf38a35b760882773e52539667953bbc553f0c', operation='UPDATE', pgid='pgtrigger_stamp_modified_16792', table='notifications_notification', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.notification', verbose_name='notification')),
                ('channel', models.CharField(choices=[('mail', 'E-mail')], default='mail', max_length=10, verbose_name='channel')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Given up')], default='waiting', max_length=10, verbose_name='state')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='due')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='being sent until')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('last_error', models.TextField(blank=True, verbose_name='last error')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'outbox',
                'ordering': ['-due_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='due')],
                'constraints': [models.UniqueConstraint(fields=('notification', 'channel'), name='one_delivery_a_channel')],
            },
        ),
    ]
