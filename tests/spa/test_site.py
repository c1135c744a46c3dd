"""The admin lists everything in the order in which it is needed."""


def test_the_index_begins_with_what_is_sold_and_ends_with_all_changes(admin_desk):
    apps = admin_desk.get("/admin/").context["app_list"]
    names = [model["name"] for app in apps for model in app["models"]]

    assert [app["name"] for app in apps] == [
        "Services, people, rooms and visits", "The house", "Groups", "Clients and intakes", "Changes",
    ]  # fmt: skip
    assert names[:5] == ["Services", "Lengths and prices", "Add-ons", "Therapists", "Shifts"]
    assert names[-1] == "All changes"
