"""Short ways to write answers down."""


def ill(code, **details):
    return {"conditions": [{"code": code, **details}]}


def skin(what, *regions):
    return {"skin": [{"what": what, "regions": list(regions)}]}


def fitted(code, **details):
    return {"devices": [{"code": code, **details}]}


def operated(**details):
    return {"surgeries": [{"what": "knee", **details}]}


def hurt(kind, days=None, *regions, **details):
    return {"injury": {"type": kind, "days_ago": days, "regions": list(regions), **details}}


def pain(score, *regions, **details):
    return {"pain_score": score, "pain_regions": list(regions), **details}


def feels(*features, **details):
    return {"pain_features": list(features), **details}


def takes(*medications, **details):
    return {"medications": list(medications), **details}


def reading(systolic, diastolic, days=None):
    return {"blood_pressure": {"systolic": systolic, "diastolic": diastolic, "days_ago": days}}


TEN_PLACES = (
    "forearm_left",
    "forearm_right",
    "shin_left",
    "shin_right",
    "calf_left",
    "calf_right",
    "scapular_left",
    "scapular_right",
    "lower_back_left",
    "lower_back_right",
)
