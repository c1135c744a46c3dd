"""Mira Holm's intake, taken at the desk by mouse: a stiff neck and back, a busy head, one thing she is not sure of."""

from playwright.sync_api import Locator, Page, expect

MIRA = {
    "you": {"age": ["42"], "first_massage": ["no"]},
    "goal": {"primary_goal": ["pain_relief"], "goals": ["better_sleep"], "coverage": ["specific_areas"]},
    "body": {
        "body": ["pain", "tight"],
        "from_injury": ["no"],
        "pain_map": ["neck_back", "scapular_left", "lower_back_right"],
        "pain_map-sev-neck_back": ["6"],
        "pain_map-sev-scapular_left": ["3"],
        "pain_map-sev-lower_back_right": ["7"],
        "pain_score": ["6"],
        "pain_days": ["y1"],
        "pain_alarm": ["none"],
        "pain_fits": ["same_spot", "limits_movement"],
        "knots": ["yes"],
        "tension_where": ["neck_back"],
        "activity": ["desk"],
        "relaxing_failed": ["yes"],
        "last_deep": ["w1"],
    },
    "feeling": {
        "stress": ["7"],
        "anxiety": ["4"],
        "sleep": ["6"],
        "nights": ["4"],
        "sleep_goals": ["sleep_without_pain", "calm_evenings"],
    },
    "today": {"today": ["none"], "_day": ["2026-04-13"]},
    "health": {
        "heart": ["some"],
        "heart_list": ["hypertension_controlled"],
        "bp_control": ["yes"],
        "bp_reading-systolic": ["128"],
        "bp_reading-diastolic": ["82"],
        "bp_when": ["d2"],
        "breathing": ["none"],
        "nerves": ["none"],
        "bones": ["not_sure"],
        "bones_unsure": ["osteoporosis"],
        "illness": ["none"],
        "organs": ["none"],
        "mind": ["none"],
        "medicines": ["some"],
        "medicines_list": ["antihypertensive", "other"],
        "bp_new": ["no"],
        "medicines_other": ["Vitamin D"],
        "allergies": ["some"],
        "allergies_list": ["nuts"],
        "nuts_bad": ["no"],
        "devices": ["none"],
        "operations": ["none"],
        "pregnancy": ["no"],
    },
    "skin": {"skin": ["none"], "_day": ["2026-04-13"]},
    "wishes": {
        "pressure": ["firm"],
        "wishes": ["extras"],
        "extras": ["hot_stones", "scalp_massage", "nut_carrier_oil"],
    },
    "finish": {"anything_else": ["Likes it quiet."]},
}
"""What the draft then holds, by section: each input with its values."""


def question(page: Page, words: str) -> Locator:
    """A question of the page, found by what is read out."""
    return page.get_by_role("group", name=words)


def answer(page: Page, words: str, *answers: str) -> None:
    """Click answers to a question, and see that the page took them."""
    asked = question(page, words)
    for each in answers:
        asked.get_by_text(each, exact=True).first.click()


def go_on(page: Page, title: str) -> None:
    """Press the button that leads on, and be there."""
    page.get_by_role("button", name=f"Next: {title.lower()}").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.wait_for_load_state()  # answers before the scripts are there wait for the next one to be saved


def about_her(page: Page) -> None:
    page.get_by_label("How old are you?").fill("42")
    answer(page, "Is it the first professional massage", "No")


def her_visit(page: Page) -> None:
    answer(page, "What would you like most", "Pain relief")
    also = question(page, "Anything else you hope for?")
    also.get_by_text("Choose more").click()
    also.get_by_text("Sleep", exact=True).click()
    answer(page, "The whole body, or certain places?", "Certain places")


def her_body(page: Page) -> None:
    """Two places by the drawing, a third by the list with its strength."""
    answer(page, "Does anything hurt", "Pain", "Tight")
    answer(page, "Did it begin with an injury", "No")
    hurts = question(page, "Where does it hurt")
    tap(hurts, "Back of neck", times=2)
    tap(hurts, "Shoulder blade, left")
    hurts.get_by_text("Choose from a list instead").click()
    hurts.get_by_label("Lower back, right", exact=True).check()
    hurts.get_by_label("How strong, 1 to 10: Lower back, right").fill("7")
    answer(page, "how strong on a usual day?", "6")
    answer(page, "How long have you had it?", "More than a year")
    answer(page, "Is any of this new?", "None")
    answer(page, "Which of these fit?", "Same spot", "Limits movement")
    answer(page, "Can you feel hard knots", "Yes")
    tap(question(page, "Where is it tight or knotted?"), "Back of neck")
    answer(page, "Desk, manual work", "Desk")
    answer(page, "Were relaxing massages tried", "Yes")
    answer(page, "When was the last deep massage?", "A week ago or longer")


def tap(asked: Locator, region: str, times: int = 1) -> None:
    """Tap a region of the drawing where its name is, as a pointer finds it."""
    shape = asked.locator("path.bm-r:not([data-echo])").filter(has=asked.page.locator("title", has_text=region)).first
    for _ in range(times):
        shape.click()


def her_feelings(page: Page) -> None:
    answer(page, "Stress this week", "7")
    answer(page, "How anxious", "4")
    answer(page, "Trouble with sleep", "6")
    answer(page, "How many bad nights a week?", "4")
    answer(page, "What would help your sleep?", "Without pain", "Calm evenings")


def her_health(page: Page) -> None:
    """High blood pressure under control, nuts, tablets; brittle bones she is not sure of; nothing else."""
    some(page, "Heart and blood", "High BP")
    answer(page, "Is it under control", "Yes")
    page.get_by_label("Upper").fill("128")
    page.get_by_label("Lower").fill("82")
    answer(page, "When was it taken?", "In the last 3 months")
    answer(page, "Bones and joints:", "Not sure")
    question(page, "Bones and joints:").get_by_text("Osteoporosis", exact=True).click()
    some(page, "Medicines", "BP tablets", "Other")
    answer(page, "Is it new, or changed", "No")
    page.get_by_label("Which other medicine?").fill("Vitamin D")
    some(page, "Allergies", "Nuts")
    answer(page, "Can it be serious", "No")
    for line in ("Breathing", "Nerves and head", "Cancer", "Diabetes", "Mind", "Implants", "Operations"):
        answer(page, line, "None")
    answer(page, "Pregnancy:", "No")


def some(page: Page, line: str, *answers: str) -> None:
    answer(page, f"{line}:", "Some", *answers)


def her_wishes(page: Page) -> None:
    answer(page, "How strong should it be?", "Firm")
    answer(page, "Anything to plan for?", "Extras")
    answer(page, "Which extras?", "Hot stones", "Scalp", "Nut oil")
