"""Who may do what, what is missing, what was agreed on, and the papers to sign."""

from django.urls import path

from binome.web.delegation import agreed, asking, changes, narrowings, orders, papers

urlpatterns = [
    path("", asking.who_may, name="delegation"),
    path("mine", asking.mine, name="delegation_mine"),
    path("missing", changes.missing, name="delegation_missing"),
    path("trainings", agreed.trainings, name="delegation_trainings"),
    path("trainings/note", agreed.training_noted, name="delegation_training_note"),
    path("trainings/obtain", agreed.training_obtained, name="delegation_training_obtain"),
    path("trainings/remove", agreed.training_removed, name="delegation_training_remove"),
    path("trainings/post", agreed.post_noted, name="delegation_post_note"),
    path("protocols/note", agreed.protocol_noted, name="delegation_protocol_note"),
    path("protocols/end", agreed.protocol_ended, name="delegation_protocol_end"),
    path("structure", agreed.structure_declared, name="delegation_structure"),
    path("ours", narrowings.ours, name="delegation_ours"),
    path("ours/narrow", narrowings.narrowed, name="delegation_narrow"),
    path("ours/lift", narrowings.lifted, name="delegation_lift"),
    path("ours/mode", narrowings.mode_set, name="delegation_mode"),
    path("ours/mode/end", narrowings.mode_ended, name="delegation_mode_end"),
    path("orders", orders.orders, name="delegation_orders"),
    path("orders/revoke", orders.order_revoked, name="delegation_order_revoke"),
    path("orders/<slug:patient>/", orders.orders_for, name="delegation_orders_for"),
    path("orders/<slug:patient>/give", orders.order_given, name="delegation_order_give"),
    path("orders/<slug:patient>/spoken", orders.concertation_noted, name="delegation_concertation"),
    path("papers", papers.papers, name="delegation_papers"),
    path("papers/<slug:paper>/", papers.paper, name="delegation_paper"),
    path("papers/<slug:paper>/sign", papers.signed, name="delegation_paper_sign"),
    path("papers/<slug:paper>/paper.pdf", papers.paper_pdf, name="delegation_paper_pdf"),
    path("papers/<slug:paper>/signed/<int:number>.pdf", papers.signed_pdf, name="delegation_signed_pdf"),
]
