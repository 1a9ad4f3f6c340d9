"""Every address of the workbench."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from article3.web import assigning, check, errors, guide, invitations, law, librarian, pages, reviewing, searching, staff, trails

_ACCOUNTS = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    # Others of allauth's pages are closed: nobody signs up, and nothing is mailed. This name is asked for by one that is open.
    path("password/set/", errors.closed, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

urlpatterns = [
    path("health", pages.health, name="health"),
    path("accounts/", include(_ACCOUNTS)),
    path("language", set_language, name="set_language"),
    path("invitation/<str:token>", invitations.invitation, name="invitation"),
    path("people", staff.people, name="people"),
    path("people/<int:number>", staff.person, name="person"),
    path("people/<int:number>/sessions", staff.end_sessions, name="person_sessions"),
    path("people/<int:number>/invitation", staff.invite_again, name="person_invitation"),
    path("invitations/<int:number>/take-back", staff.take_back, name="invitation_take_back"),
    path("law/", law.search, name="law"),
    path("law/<path:path>", law.page, name="law_page"),
    path("check/", check.start, name="check"),
    path("check/style.css", check.style, name="check_style"),
    path("check/<str:language>/", check.ask, name="check_ask"),
    path("guide/", guide.start, name="guide"),
    path("guide/<str:name>", guide.file, name="guide_file"),
    path("guide/<str:language>/<str:circuit>/files.json", guide.files, name="guide_files"),
    path("guide/<str:language>/<str:circuit>/<str:name>", guide.page, name="guide_page"),
    path("trail", trails.trail, name="trail"),
    path("trail/verify", trails.verify, name="trail_verify"),
    path("trail/export", trails.export, name="trail_export"),
    path("cases/<uuid:case_id>/assignments", assigning.assignments, name="assignments"),
    path("cases/<uuid:case_id>/assignments/<int:number>", assigning.dismiss, name="assignment_end"),
    path("cases/<uuid:case_id>/review", reviewing.review, name="review"),
    path("cases/<uuid:case_id>/review/decide", reviewing.decide, name="review_decide"),
    path("cases/<uuid:case_id>/review/take-back", reviewing.take_back, name="review_take_back"),
    path("cases/<uuid:case_id>/remarks", reviewing.remark, name="remark"),
    path("cases/<uuid:case_id>/remarks/<int:number>", reviewing.settle, name="remark_settle"),
    path("search/", searching.look, name="search"),
    path("library/", librarian.library, name="library"),
    path("library/add/", librarian.add, name="library_add"),
    path("library/<uuid:report_id>/", librarian.report, name="report"),
    path("library/<uuid:report_id>/file/", librarian.report_file, name="report_file"),
    path("library/<uuid:report_id>/again/", librarian.read_again, name="report_again"),
    path("library/<uuid:report_id>/remove/", librarian.remove, name="report_remove"),
    path("", include("article3.web.cases.urls")),
]

handler400 = "article3.web.errors.bad"
handler403 = "article3.web.errors.refused"
handler404 = "article3.web.errors.not_found"
handler429 = "article3.web.errors.too_many"
handler500 = "article3.web.errors.broken"
