from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self):
        """Papers hold words of plans: whoever deletes or takes words out asks them."""
        from actionplan.keepers import add_keeper
        from reports.holding import Papers

        add_keeper(Papers())
