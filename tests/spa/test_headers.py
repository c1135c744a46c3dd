"""What every answer carries, an error page too."""

import pytest

POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/account/login/", "/healthz", "/nothing/here/", "/admin/", "/account/password/"])
def test_the_policy_holds_everywhere(path, client, db):
    headers = client.get(path).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_host_that_is_not_ours_gets_nothing(client, db):
    answer = client.get("/account/login/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_a_form_from_elsewhere_is_refused_on_our_own_page(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "rosa", "password": "x"})

    assert answer.status_code == 403
    assert [template.name for template in answer.templates][0] == "403_csrf.html"
