"""The file as published, kept beside ours: which files are kept, and how the clerk adds one."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from reports import editions
from reports.models import EditionFile
from tests.cast import page_text
from tests.editions import LATER, all_bytes, make_published, pdf_file, see
from tests.papers import URL

pytestmark = pytest.mark.django_db


def test_the_file_as_published_is_kept_beside_ours(bob, carol):
    paper, _ = make_published(bob, carol)
    edition, ours, content = editions.copy_of(paper, "public"), all_bytes(paper), pdf_file()
    file = editions.add_file(
        edition=edition, name="C:\\agenda\\Item 6.pdf", content=content, by=carol, at=LATER
    )
    assert (file.format, file.name, file.by, len(file.sha256)) == ("pdf", "Item 6.pdf", carol, 64)
    assert all_bytes(paper) == ours
    assert bytes(editions.published_file(edition, "pdf").file) == content
    with pytest.raises(ValidationError, match="is here already"):
        editions.add_file(edition=edition, name="again.pdf", content=content, by=carol, at=LATER)
    with pytest.raises(TypeError, match="never changed"):
        file.save()
    editions.add_file(edition=edition, name="a.docx", content=ours["docx"], by=carol, at=LATER)
    assert EditionFile.objects.filter(origin="published").count() == 2


def macros():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ program", "a program"),
        (b"only text", "Word \\(.docx\\) or PDF"),
        (macros(), "macros"),
        (b"PK\x03\x04 cut short", "damaged"),
        (b"%PDF-1.7" + b"0" * (21 * 1024 * 1024), "at most 20 MB"),
        (b"", "empty"),
    ],
)
def test_what_is_no_document_is_not_kept(bob, carol, content, said):
    edition = editions.copy_of(make_published(bob, carol)[0], "public")
    with pytest.raises(ValidationError, match=said):
        editions.add_file(edition=edition, name="x.pdf", content=content, by=carol, at=LATER)
    assert not EditionFile.objects.filter(origin="published").exists()


def test_the_clerk_adds_the_file_as_published(client, bob, carol, erin):
    make_published(bob, carol, exempt=True)
    client.force_login(erin)
    assert client.post(f"{URL}editions/1/add-file/").status_code == 403
    client.force_login(carol)
    content = pdf_file()

    def send(copy, name="Item 6 “final”.pdf", content=content):
        file = SimpleUploadedFile(name, content, "application/pdf")
        return client.post(f"{URL}editions/1/add-file/", {"copy": copy, "file": file})

    assert "The file as published" in page_text(client.get(f"{URL}editions/1/add-file/"))
    assert "a program" in page_text(send("public", content=b"MZ program"))
    assert send("public").headers["Location"] == f"{URL}editions/"
    assert "is here already" in page_text(send("public"))
    send("exempt", "Appendix.pdf")
    assert "as published" in see(client, erin, f"{URL}editions/")
    answer = client.get(f"{URL}editions/1/as-published/public/pdf/")
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    see(client, erin, f"{URL}editions/1/as-published/exempt/pdf/", 404)
    assert "Appendix.pdf" not in see(client, erin, f"{URL}editions/")
    assert client.get(f"{URL}editions/1/as-published/public/docx/").status_code == 404
    assert "Appendix.pdf" in see(client, carol, f"{URL}editions/")
