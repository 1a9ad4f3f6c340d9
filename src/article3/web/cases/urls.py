"""Addresses of the caseload and of the case room. None of them holds anything that a client or an author named."""

from django.urls import path

from article3.web.cases import answers, changes, documents, facts, history, listing, room, tables

urlpatterns = [
    path("", listing.caseload, name="home"),
    path("cases/new/", listing.new, name="case_new"),
    path("cases/import/", listing.bring_in, name="case_import"),
    path("cases/table/", tables.table, name="case_table"),
    path("cases/table/take/", tables.take, name="case_table_take"),
    path("cases/table/template.csv", tables.template, name="case_table_template"),
    path("what-changed/", changes.what_changed, name="what_changed"),
    path("what-changed/look/", changes.look, name="what_changed_look"),
    path("what-changed/renew/", changes.renew, name="what_changed_renew"),
    path("cases/<uuid:case_id>/", room.room, name="case"),
    path("cases/<uuid:case_id>/map/", room.claim_map_part, name="case_map"),
    path("cases/<uuid:case_id>/forums/", room.forums, name="case_forums"),
    path("cases/<uuid:case_id>/findings/<slug:rule>/", room.finding, name="finding"),
    path("cases/<uuid:case_id>/findings/<slug:rule>/<int:index>/", room.finding, name="finding_about"),
    path("cases/<uuid:case_id>/findings/<slug:rule>/what-if/", room.what_would_change, name="what_if"),
    path("cases/<uuid:case_id>/findings/<slug:rule>/<int:index>/what-if/", room.what_would_change, name="what_if_about"),
    path("cases/<uuid:case_id>/arguments/<slug:entity>/<int:index>/", room.arguments, name="arguments"),
    path("cases/<uuid:case_id>/ask/", facts.ask, name="ask"),
    path("cases/<uuid:case_id>/answers/", answers.answers, name="answers"),
    path("cases/<uuid:case_id>/facts/", facts.overview, name="facts"),
    path("cases/<uuid:case_id>/facts/forum/", facts.forum, name="forum"),
    path("cases/<uuid:case_id>/facts/exhibits/", facts.exhibits, name="exhibits"),
    path("cases/<uuid:case_id>/facts/events/", facts.events, name="events"),
    path("cases/<uuid:case_id>/facts/<slug:section_id>/", facts.section, name="facts_section"),
    path("cases/<uuid:case_id>/facts/<slug:section_id>/add/", facts.list_add, name="list_add"),
    path("cases/<uuid:case_id>/facts/<slug:section_id>/remove/", facts.list_remove, name="list_remove"),
    path("cases/<uuid:case_id>/facts/<slug:section_id>/<int:index>/", facts.entry, name="facts_entry"),
    path("cases/<uuid:case_id>/documents/", documents.documents, name="documents"),
    path("cases/<uuid:case_id>/documents/<uuid:file_id>/", documents.document, name="document"),
    path("cases/<uuid:case_id>/documents/<uuid:file_id>/remove/", documents.remove_document, name="document_remove"),
    path("cases/<uuid:case_id>/history/", history.versions, name="history"),
    path("cases/<uuid:case_id>/history/<int:number>/", history.one_version, name="version"),
    path("cases/<uuid:case_id>/history/<int:number>/put-back/", history.put_back_version, name="put_back"),
    path("cases/<uuid:case_id>/text/", history.text, name="case_text"),
    path("cases/<uuid:case_id>/export/", history.export, name="case_export"),
    path("cases/<uuid:case_id>/close/", history.close, name="case_close"),
]
