"""Section 7: words in the free text that make a topic perhaps true, in the languages that clients write in.

A pattern is whole words in a row; * ends a stem; a ~ b are both within six words, in either order; a/b is either word.
"""

from intake.rules.rows import NoteRule
from intake.vocabulary import CautionCode, Level

MENTION_SENTENCE = "Your note mentions something we should ask about."
MENTION_SOURCE = "S4 S11"

MONTHS = "january/february/march/april/may/june/july/august/september/october/november/december"
CANCER = ("cancer_in_treatment", "chemotherapy", "cancer_history")
HEART = ("heart_disease", "heart_failure", "arrhythmia", "recent_cardiac_event")
CONTAGIOUS = ("shingles", "scabies", "impetigo", "ringworm", "lice")
PRESSURE = ("hypertension_uncontrolled", "hypertension_controlled", "antihypertensive", "antihypertensive_new")

ROWS = (
    NoteRule(
        "W1", ("anticoagulant", "antiplatelet_dual"),
        "blood thin*, bloodthin*, anticoag*, antikoag*, blutverdunn*, fluidifi*, warf*, wafar*, coumad*, cumad*,"
        " marcum*, marcoum*, phenproc*, acenoc*, sintrom*, apix*, eliq*, elequ*, xarel*, zarel*, xerel*, xeral*,"
        " rivarox*, dabig*, pradax*, edox*, lixian*, savays*, hepar*, enoxap*, clexan*, lovenox, fragmin, daltep*,"
        " clopid*, plavix*, ticag*, brili*, prasug*, efient",
    ),
    NoteRule(
        "W2", ("pregnancy",),
        f"pregnan*, pregant, baby due, due in {MONTHS}, due date, expecting a baby, expecting a child,"
        " expecting twins, trimester, weeks along, schwanger*, enceinte, embarazad*",
    ),
    NoteRule(
        "W3", ("dvt_history", "clotting_disorder"),
        "blood clot*, clot in, clots in, thrombo*, trombos*, dvt, embol*, factor v, phlebit*, caillot*",
    ),
    NoteRule(
        "W4a", ("recent_cardiac_event",),
        "heart attack*, infarct*, infarkt*, herzinfarkt*, crise cardiaque, infarto*",
    ),
    NoteRule(
        "W4b", HEART,
        "heart failure, heart disease, heart condition, heart problem*, herzkrank*, herzschwach*, angina, bypass,"
        " afib, fibrillation*",
    ),
    NoteRule(
        "W5", ("stroke_history",),
        "a stroke, my stroke, mini stroke, tia, schlaganfall*, avc, ictus, derrame cerebral",
    ),
    NoteRule("W6", ("aneurysm",), "aneur*"),
    NoteRule(
        "W7", ("pacemaker", "icd"),
        "pacemaker*, pace maker, defibrill*, herzschrittmacher*, schrittmacher*, stimulateur cardiaque, marcapaso*",
    ),
    NoteRule(
        "W8", CANCER,
        "cancer*, chemo*, tumor*, tumour*, leukemi*, leukaemi*, lymphoma, melanom*, radiotherap*, oncolog*, krebs*,"
        " bestrahlung*, chimio*, quimio*",
    ),
    NoteRule(
        "W9", ("lymph_nodes_removed", "lymphedema"),
        "lymph node*, lymphknoten*, mastectom*, lymphed*, lymphoed*, lymphodem*",
    ),
    NoteRule(
        "W10", ("epilepsy_controlled", "epilepsy_uncontrolled"),
        "epilep*, seizure*, convuls*, krampfanfall*",
    ),
    NoteRule(
        "W11", ("nuts", "nuts_severe"),
        "nut/nuts/peanut*/almond*/hazelnut*/walnut*/cashew* ~ allerg*/react*/swell*/swollen/throat/rash/itch*/hives"
        "/eat, anaphyla*, epipen*, adrenaline pen, nussallerg*, nuss*/noix/arachid* ~ allerg*,"
        " nuez/nueces/cacahuet* ~ alerg*",
    ),
    NoteRule(
        "W12", ("chest_pressure",),
        "chest pain*, chest pressure, tight chest, brustschmerz*, douleur* ~ poitrine, dolor ~ pecho",
    ),
    NoteRule("W13", ("fever",), "fever*, high temperature, fieber*, fievre, fiebre"),
    NoteRule(
        "W14", ("flu", "vomiting", "cold"),
        "flu, influenza, covid*, norovirus, stomach bug, vomit*, grippe, la gripe",
    ),
    NoteRule(
        "W15", CONTAGIOUS,
        "shingles, scabies, impetigo, ringworm, head lice, gurtelrose, kratze, un zona, la gale, sarna",
    ),
    NoteRule("W16", ("undiagnosed_lump",), "lump, new lump*, grosseur, bulto*, geschwulst"),
    NoteRule(
        "W17", ("opioid_today", "opioid"),
        "oxycod*, oxycont*, morphin*, tramad*, fentan*, codein*, hydrocod*, tilidin*, opioid*, opiat*",
    ),
    NoteRule("W18", ("insulin", "diabetes", "diabetes_unstable"), "insulin*, diabet*"),
    NoteRule("W19", ("osteoporosis", "osteoporosis_severe"), "osteopor*, brittle bone*"),
    NoteRule(
        "W20", ("bleeding_disorder", "low_platelets"),
        "hemophil*, haemophil*, hamophil*, low platelet*, bleeding disorder",
    ),
    NoteRule(
        "W21", ("kidney_failure", "liver_failure", "organ_transplant"),
        "kidney failure, dialys*, liver failure, cirrhos*, transplant*",
    ),
    NoteRule(
        "W22", ("inflammatory_arthritis", "inflammatory_arthritis_flare"),
        "rheuma*, polyarthrit*, lupus, gout",
    ),
    NoteRule(
        "W23", PRESSURE,
        "high blood pressure, hypertens*, bluthochdruck, hypertendu*, presion alta",
    ),
    NoteRule(
        "W24", ("surgeries",),
        "surger*/operat* ~ yesterday/day/days/week/weeks/month/recent/recently, operiert*, opere, operee, operado,"
        " operada, c section, caesarean, cesarean, kaiserschnitt",
    ),
    NoteRule(
        "W25", ("alcohol", "drugs", "hangover"),
        "drunk, hungover, few drinks, betrunken, ivre, borracho, resaca",
    ),
    NoteRule(
        "W26", (),
        # "No control" is the sign itself here, not its denial.
        "numb between, saddle ~ numb*, can t hold my, cannot hold my, wet myself, control ~ bladder,"
        " no/without control ~ bladder, incontinen*, inkontinen*",
        code=CautionCode.CAUDA_EQUINA_SIGNS, about="numbness or trouble with the bladder",
        sentence="These back signs are an emergency.", source="S77 S78",
    ),
    NoteRule(
        "W27", (),
        "calf/leg ~ swollen/swelling/bigger, wade ~ geschwollen, mollet ~ gonfle, pantorrilla ~ hinchad*",
        code=CautionCode.SUSPECTED_DVT, about="a swollen leg",
        sentence="One sore, swollen limb can be a clot; have it checked first.", source="S51-S54 S130",
    ),
    NoteRule(
        "W28", (), "worst headache*, thunderclap*",
        code=CautionCode.THUNDERCLAP_HEADACHE, about="a very bad headache",
        sentence="A sudden, worst headache needs medical care now.", source="S115",
    ),
    NoteRule("W29", ("latex",), "latex", Level.ADAPT),
    NoteRule("W30", ("asthma", "copd"), "asthma*, inhaler*, copd, asthme", Level.ADAPT),
    NoteRule("W31", ("trauma_history",), "ptsd, abuse*, assault*", Level.ADAPT),
    NoteRule(
        "W32", ("isotretinoin", "photosensitising"),
        "isotretin*, accutane, roaccutan*, doxycyclin*, tetracyclin*", Level.ADAPT,
    ),
    NoteRule(
        "W33", ("sedative", "muscle_relaxant_today"),
        "diazepam, valium, loraz*, xanax, alprazolam, zopiclon*, zolpidem, sleeping pill*, muscle relaxant*,"
        " muscle relaxer*",
        Level.ADAPT,
    ),
    NoteRule("W34", ("aspirin",), "aspirin*", Level.ADAPT),
)  # fmt: skip
