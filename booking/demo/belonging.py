"""Which rows hang on which: found by the models' own links, so that a new model is never forgotten."""

from collections.abc import Iterator

from django.db.models import SET_NULL, Field, Model

Rows = dict[type[Model], set]


def hanging_on(model: type[Model], keys: set) -> Rows:
    """These rows, and all that could not stand without them, however far off.

    A link that would only be emptied (SET_NULL) holds nothing; ``let_go`` empties it.
    """
    found: Rows = {model: set(keys)}
    to_do = [(model, set(keys))]
    while to_do:
        here, known = to_do.pop()
        for other, link in links_to(here):
            more = rows_at(other, link, known) - found.get(other, set())
            if more:
                found.setdefault(other, set()).update(more)
                to_do.append((other, more))
    return found


def links_to(model: type[Model], *, emptied: bool = False) -> list[tuple[type[Model], Field]]:
    """Foreign keys to a model: those that hold on to its rows, or else those that would be ``emptied``."""
    links = []
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            links.append(relation)
    return [(each.related_model, each.field) for each in links if (each.on_delete is SET_NULL) == emptied]


def rows_at(model: type[Model], link: Field, keys: set) -> set:
    found: set = set()
    for some in in_pieces(keys):
        found.update(model._base_manager.filter(**{f"{link.name}__in": some}).values_list("pk", flat=True))
    return found


def in_pieces(keys: set, size: int = 500) -> Iterator[list]:
    ordered = sorted(keys)
    yield from (ordered[at : at + size] for at in range(0, len(ordered), size))


def merge(rows: Rows, more: Rows) -> None:
    for model, keys in more.items():
        rows.setdefault(model, set()).update(keys)


def let_go(rows: Rows) -> None:
    """Empty the links to these rows that nobody minds to lose."""
    for model, keys in rows.items():
        for other, link in links_to(model, emptied=True):
            holding = rows_at(other, link, keys)
            other._base_manager.filter(pk__in=holding).update(**{link.name: None})
