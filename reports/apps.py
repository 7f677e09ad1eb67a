from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        """Papers hold words of plans and recommend: whoever takes words out or writes minutes asks them."""
        from actionplan.keepers import add_keeper
        from actionplan.recommendations import add_source
        from reports.holding import Papers
        from reports.recommended import Recommendations

        add_keeper(Papers())
        add_source(Recommendations())
