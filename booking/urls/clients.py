"""Clients: search, add, everything about one person."""

from django.urls import path

from booking.views import client_erase, client_new, clients

urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/search/", clients.search, name="client-search"),
    path("clients/new/", client_new.new, name="client-new"),
    path("clients/alike/", client_new.alike, name="client-alike"),
    path("clients/<int:pk>/", clients.client, name="client"),
    path("clients/<int:pk>/erase/", client_erase.erase, name="client-erase"),
    path("clients/<int:pk>/edit/", clients.edit, name="client-edit"),
]
