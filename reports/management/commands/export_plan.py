"""manage.py export_plan SLUG --format docx -o plan.docx: the plan as it stands today."""

from django.utils import timezone

from actionplan.models import Plan
from people.models import Council
from reports import glossary, snapshots
from reports.drafting import plan_paper
from reports.formats import render
from reports.management.giving_out import GivingOut, refuse


class Command(GivingOut):
    help = "Write a plan as it stands today to a file."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the plan's name in its address, /plans/SLUG/")
        super().add_arguments(parser)

    def handle(self, *, slug, output, audience, **options):
        self.refuse_unknown(options["format"], audience)
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
            refuse(f"There is no plan “{slug}”; there are: {known}.")
        data = snapshots.describe(plan, as_of=timezone.localdate())
        draft = plan.state == Plan.State.DRAFT
        council = Council.ours()
        value = plan_paper(
            data,
            audience=audience,
            council=council.name,
            draft=draft,
            nation=council.nation,
            terms=glossary.known(),
        )
        self.write(render(value, options["format"]), output)
