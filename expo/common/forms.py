"""Forms in the platform's look."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form and field with the components in templates/components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
