"""What the team that takes over writes in English. `LOW` beside a poor answer, `HIGH` beside a delight."""

from typing import Final

LOW: Final = {
    "notice_came": ("The car stood in the yard when I came in.",),
    "capacity_asked": ("“I have already promised Friday.”",),
    "papers_complete": ("The second key was still in the showroom.", "Registration papers came a day later."),
    "order_clear": ("“As discussed” stood on the order; nobody had discussed it with us.",),
    "promises_written": ("The customer asked for floor mats that stood nowhere.",),
    "safety_told": ("The open recall came to light in our own system.",),
    "accessories_ordered": ("The tow bar was ordered the day the car was to be ready.",),
    "special_needs": ("The customer works nights; we rang at noon.",),
    "only_needed_data": ("A copy of the leasing contract lay in the file.",),
    "date_doable": ("Two other cars had to wait for it.",),
    "promised_for_you": ("A free wash and check was promised in our name.",),
    "cost_carried": ("Three calls until it was clear who pays for the wheels.",),
    "change_told": ("We heard of it from the customer.",),
    "introduced": ("A name on a slip of paper.",),
    "customer_knew": ("The customer thought the first service is free and next year.",),
    "could_begin": ("We asked everything a second time.",),
    "tone": ("“That is your problem now.”",),
    "feedback_taken": ("The same gap as last month.",),
    "asked_how_it_went": ("Nobody asked.",),
    "agreed_way": ("Called out across the hall.",),
    "vehicle_right": ("The chassis number was that of the car beside it.",),
    "parts_named": ("“The usual set”.",),
    "quantity_right": ("One side was missing, and all the clips.",),
    "reason_told": ("We booked it on the customer; it was warranty.",),
    "urgency_true": ("Urgent at eight, fetched at five.",),
    "needed_when": ("No day on the order.",),
    "order_of_importance": ("Five orders at once, all first.",),
    "availability_asked": ("The day was promised before anybody had looked.",),
    "delay_passed_on": ("The customer stood at the counter and knew nothing.",),
    "safety_marked": ("Brake parts without a mark.",),
    "alternatives": ("“Order it new”, without a look at the repair kit.",),
    "returned_after": ("It lay under the bench for two weeks.",),
    "returned_whole": ("The box was torn, one bolt was missing.",),
    "old_parts_tagged": ("The exchange part had no tag.",),
    "want_next_like_this": ("Most of it fits by now.", "With a day more notice, gladly.", "Better than last quarter."),
}
HIGH: Final = {
    "internal_gesture": (
        "They moved the appointment by an hour when they saw our full yard.",
        "A note with the customer's words lay on the seat.",
    ),
}
TEXTS: Final = {
    "one_thing": (
        "The equipment list with the notice, not after it.",
        "A call before a day is promised.",
        "One way to ask, not three.",
    ),
    "thanks": ("For coming over with the customer.", "For the quick answer on Thursday.", "For the complete file."),
}
STORIES: Final = ("It went as agreed.",)
POOR: Final = "Not this time, and we noticed."
WAIVERS: Final = ("The part was already on its way.", "No camera at the counter.")
