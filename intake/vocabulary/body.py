"""What the body map names: regions in the order in which it lists them, and positions on the table."""

from intake.vocabulary.words import Word


class Region(Word):
    """A region of the body map, in its order; left and right are the client's own."""

    FOREHEAD = "forehead", "Forehead and temples"
    JAW_LEFT = "jaw_left", "Jaw (TMJ), left"
    JAW_RIGHT = "jaw_right", "Jaw (TMJ), right"
    NECK_FRONT = "neck_front", "Front of neck"
    CHEST_LEFT = "chest_left", "Chest, left"
    CHEST_RIGHT = "chest_right", "Chest, right"
    SHOULDER_LEFT = "shoulder_left", "Shoulder, left"
    SHOULDER_RIGHT = "shoulder_right", "Shoulder, right"
    UPPER_ARM_LEFT = "upper_arm_left", "Upper arm, left"
    UPPER_ARM_RIGHT = "upper_arm_right", "Upper arm, right"
    FOREARM_LEFT = "forearm_left", "Forearm, left"
    FOREARM_RIGHT = "forearm_right", "Forearm, right"
    WRIST_HAND_LEFT = "wrist_hand_left", "Wrist and hand, left"
    WRIST_HAND_RIGHT = "wrist_hand_right", "Wrist and hand, right"
    ABDOMEN = "abdomen", "Abdomen"
    HIP_LEFT = "hip_left", "Hip, left"
    HIP_RIGHT = "hip_right", "Hip, right"
    QUADRICEPS_LEFT = "quadriceps_left", "Front of thigh (quadriceps), left"
    QUADRICEPS_RIGHT = "quadriceps_right", "Front of thigh (quadriceps), right"
    KNEE_LEFT = "knee_left", "Knee, left"
    KNEE_RIGHT = "knee_right", "Knee, right"
    SHIN_LEFT = "shin_left", "Shin, left"
    SHIN_RIGHT = "shin_right", "Shin, right"
    ANKLE_FOOT_LEFT = "ankle_foot_left", "Ankle and foot, left"
    ANKLE_FOOT_RIGHT = "ankle_foot_right", "Ankle and foot, right"
    HEAD_BACK = "head_back", "Back of head"
    NECK_BACK = "neck_back", "Back of neck"
    UPPER_TRAPEZIUS_LEFT = "upper_trapezius_left", "Upper shoulder (trapezius), left"
    UPPER_TRAPEZIUS_RIGHT = "upper_trapezius_right", "Upper shoulder (trapezius), right"
    SCAPULAR_LEFT = "scapular_left", "Shoulder blade, left"
    SCAPULAR_RIGHT = "scapular_right", "Shoulder blade, right"
    MID_BACK_LEFT = "mid_back_left", "Mid back, left"
    MID_BACK_RIGHT = "mid_back_right", "Mid back, right"
    LOWER_BACK_LEFT = "lower_back_left", "Lower back, left"
    LOWER_BACK_RIGHT = "lower_back_right", "Lower back, right"
    SACRUM = "sacrum", "Sacrum"
    GLUTEAL_LEFT = "gluteal_left", "Buttock (gluteal), left"
    GLUTEAL_RIGHT = "gluteal_right", "Buttock (gluteal), right"
    HAMSTRING_LEFT = "hamstring_left", "Back of thigh (hamstring), left"
    HAMSTRING_RIGHT = "hamstring_right", "Back of thigh (hamstring), right"
    IT_BAND_LEFT = "it_band_left", "Outer thigh (IT band), left"
    IT_BAND_RIGHT = "it_band_right", "Outer thigh (IT band), right"
    CALF_LEFT = "calf_left", "Calf, left"
    CALF_RIGHT = "calf_right", "Calf, right"
    PLANTAR_FOOT_LEFT = "plantar_foot_left", "Sole of foot, left"
    PLANTAR_FOOT_RIGHT = "plantar_foot_right", "Sole of foot, right"
    ELBOW_LEFT = "elbow_left", "Elbow, left"
    ELBOW_RIGHT = "elbow_right", "Elbow, right"


class LyingPosition(Word):
    """A position in which the client cannot lie."""

    PRONE = "prone", "On the front"
    SUPINE = "supine", "On the back"
    SIDE = "side", "On the side"


class BodyPosition(Word):
    """How the client lies on the table, and how not."""

    SIDE_LYING = "side_lying", "On the side, with cushions"
    NOT_PRONE = "not_prone", "Not on the front"
    NOT_SUPINE = "not_supine", "Not on the back"
    SUPINE = "supine", "On the back"
    NO_FACE_CRADLE = "no_face_cradle", "No face cradle"
