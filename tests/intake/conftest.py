import pytest

from intake import submissions
from intake.models import ConsentText
from tests.intake.signed import NOW


@pytest.fixture
def texts(db):
    return [
        ConsentText.objects.get_or_create(
            kind=kind, version=1, defaults={"title": kind.label, "body": f"I agree: {kind}.", "published_at": NOW}
        )[0]
        for kind in ConsentText.Kind
    ]


@pytest.fixture
def maren(location, receptionist):
    return submissions.add_client(name="Maren Oduya", by=receptionist, now=NOW)
