"""The shared library of reports about countries: listed, added to, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from article3.store import library as shelves
from article3.store import trail
from article3.store.access import Verb, demand, may
from article3.store.errors import RefusedError, StoreError
from article3.store.files import content
from article3.store.library import Particulars, newer
from article3.store.models import Reading
from article3.store.passages import passages_of
from article3.store.reading import again
from article3.web.asking import Day, say, who

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

BAD = 422
UNFINISHED = (Reading.State.WAITING, Reading.State.READING)


class Addition(forms.Form):
    """What is said of a report, and its file."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    country = forms.CharField(label=gettext_lazy("Country"), max_length=80)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, help_text=gettext_lazy("Who published it."))
    published = Day(label=gettext_lazy("Date"), help_text=gettext_lazy("The day that the report bears."))
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("PDF, Word, text, a web page or pictures; up to 200 MB.")
    )


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """The reports, by country."""
    user = who(request)
    country = request.GET.get("country", "")
    listed = list(shelves.reports(user, country))
    context = {
        "reports": listed,
        "country": country,
        "countries": shelves.choices(user)[0],
        "may_add": may(user, Verb.LIBRARY_ADD),
        "unfinished": any(one.reading.state in UNFINISHED for one in listed),
        "here": "library",
    }
    return render(request, "web/library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A report more; one that is there already is shown instead."""
    user = who(request)
    demand(user, Verb.LIBRARY_ADD)
    form = Addition(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        sent = told.pop("file")
        try:
            added = shelves.add(user, Particulars(**told), sent.name, sent.chunks())
        except RefusedError as error:
            say(form, error)
        except StoreError as error:
            form.add_error("file", str(error))
        else:
            if added.is_new:
                messages.success(request, gettext("The report is kept. Its text is being read."))
            else:
                messages.warning(request, gettext("The library has this very file already: this is it. Nothing was added."))
            return redirect("report", added.report.id)
    status = BAD if request.method == "POST" else 200
    return render(request, "web/library_add.html", {"form": form, "here": "library"}, status=status)


@require_GET
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """One report with its text."""
    user = who(request)
    one = shelves.report(user, report_id)
    begin = request.GET.get("from", "")
    context = {
        "report": one,
        "reading": one.reading,
        "newer": newer(one),
        "text": passages_of(user, one, int(begin) if begin.isdecimal() and len(begin) < 16 else 0),  # noqa: PLR2004
        "may_add": may(user, Verb.LIBRARY_ADD),
        "here": "library",
    }
    return render(request, "web/report.html", context)


@require_GET
def report_file(request: HttpRequest, report_id: uuid.UUID) -> HttpResponseBase:
    """The report as it was added, to be saved."""
    user = who(request)
    one = shelves.report(user, report_id)
    trail.record(user, "library.taken out", one.id)
    answer = StreamingHttpResponse(content(one), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one.name)
    answer["Content-Length"] = str(one.size)
    return answer


@require_POST
def read_again(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Read the text of a report anew."""
    user = who(request)
    again(user, shelves.report(user, report_id))
    return redirect("report", report_id)


@require_POST
def remove(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Take a report out of the library."""
    user = who(request)
    shelves.remove(user, shelves.report(user, report_id))
    messages.success(request, gettext("The report was removed. Earlier backups still hold it."))
    return redirect("library")
