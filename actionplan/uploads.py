"""Takes files up to a size: a larger one is let go while it arrives, and the form that brought it is kept."""

from functools import wraps
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from actionplan.evidence import MOST_BYTES


class UpToTheMost(TemporaryFileUploadHandler):
    """Of a file that is too large only its size is kept; the form then says so."""

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > MOST_BYTES:
            self.file.close()
        else:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        if file_size > MOST_BYTES:
            return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
        return super().file_complete(file_size)


def takes_files(view):
    """A view whose forms may bring evidence.

    The handlers must be in place before anything reads the form, and checking the form's token reads it: so that is
    left to the inner function.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def prepared(request, *args, **kwargs):
        request.upload_handlers = [MemoryFileUploadHandler(request), UpToTheMost(request)]
        return checked(request, *args, **kwargs)

    return prepared
