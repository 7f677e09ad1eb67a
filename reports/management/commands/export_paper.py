"""manage.py export_paper PAPER_ID --format pdf -o paper.pdf: a paper, the stored bytes once it is published."""

from reports.audience import EXEMPT, INTERNAL, PUBLIC
from reports.management.giving_out import GivingOut, refuse
from reports.models import Paper
from reports.publication import audiences_of, bytes_of


class Command(GivingOut):
    help = "Write a committee paper to a file: as it was published, or as its draft stands."
    audiences = (PUBLIC, INTERNAL, EXEMPT)

    def add_arguments(self, parser):
        parser.add_argument("paper_id", type=int, help="the paper's number")
        super().add_arguments(parser)

    def handle(self, *, paper_id, output, audience, **options):
        self.refuse_unknown(options["format"], audience)
        paper = Paper.objects.whole().filter(pk=paper_id).first()
        if paper is None:
            refuse(f"There is no paper {paper_id}.")
        if audience == EXEMPT and EXEMPT not in audiences_of(paper):
            refuse("Nothing in this paper is exempt.")
        self.write(bytes_of(paper, audience, options["format"]), output)
