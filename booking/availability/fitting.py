"""What a service asks of whoever gives it and of the room it is given in, as conditions in SQL.

A therapist and a room are named by the path that leads to their resource; a service by its key, or by an ``OuterRef``.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from booking.models import Room, Service, Therapist


def lacks_a_technique(service: Any, *, resource: str = "pk") -> Exists:
    """Whether the service has a technique that the therapist of the resource has not learned."""
    has_it = Therapist.skills.through.objects.filter(
        therapist__resource=OuterRef(OuterRef(resource)), technique=OuterRef("technique")
    )
    return Exists(Service.techniques.through.objects.filter(~Exists(has_it), service=service))


def lacks_the_training(training: Any, *, resource: str = "pk") -> Q:
    """Whether the training of a service, if it has one, is not that of the therapist."""
    if training is None:
        return Q(pk__in=[])
    has_it = Therapist.trainings.through.objects.filter(therapist__resource=OuterRef(resource), training=training)
    return ~Q(Exists(has_it))


def takes(service: Any, *, resource: str = "pk") -> Q:
    """Whether the room of the resource is for the service: a room without a list is for every one."""
    listed = Room.services.through.objects.filter(room__resource=OuterRef(resource))
    return Q(~Exists(listed) | Exists(listed.filter(service=service)))
