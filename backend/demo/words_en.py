"""What English-speaking auditors write. `LOW` beside a poor answer, `HIGH` beside a delight, by question."""

from typing import Final

LOW: Final = {
    "parking_free": (
        "All four customer spaces were taken by stock cars.",
        "I parked in the side street after one lap.",
    ),
    "way_in_clear": ("Two glass doors, no sign; the first one was locked.",),
    "outside_care": ("Leaves and cups along the kerb, the bin by the door was full.", "Glass of the entrance stained."),
    "display_ready": ("Two of three cars were locked and I saw no price on the estate.",),
    "washroom": ("No paper towels and a broken lock.",),
    "greeted_by_person": ("I walked to the desk myself after a while.", "Two people looked up and looked down again."),
    "warmth": ("Polite words, eyes on the screen.", "I felt I had come at a bad moment."),
    "introduced": ("Straight to the cars without saying who he was.",),
    "listened": (
        "He named a model before I had finished.",
        "I said town driving twice and was shown the long-range one.",
    ),
    "summed_up": ("We went from questions to the car without a pause.",),
    "data_purpose_told": ("“Can I take your number?” and it was typed in.",),
    "car_fits": ("Larger and dearer than what I had described.",),
    "benefits": ("A list of equipment, read from the label.", "I was handed the brochure and left with the car."),
    "invited_inside": ("I asked whether I may sit in it.",),
    "assistance_shown": ("Parking assistant was named, not shown.",),
    "charging_worked_out": ("I was told the range, not where I would charge.",),
    "knowledge": ("Charging time was wrong by half an hour.", "“You would have to look that up.”"),
    "drive_offered": ("I had to ask for it.", "The word test drive never came up."),
    "licence_checked": ("The keys were on the table; nobody asked for a licence.",),
    "car_prepared": ("Battery at 18 %, crumbs on the seat.",),
    "route_explained": ("We set off at once, I looked for the light switch on the road.",),
    "drive_debrief": ("Keys back, next topic.",),
    "appraisal_offered": ("I mentioned my car three times before anybody looked at it.",),
    "appraised_together": ("He came back with a number; I never left my chair.",),
    "value_explained": ("One figure and the word mileage.",),
    "offer_written": ("It was to come by mail, and has not.", "The figures stayed on his note pad."),
    "ways_to_pay": ("Only leasing was mentioned.",),
    "pressure": ("“At this price only until tonight.”",),
    "next_step": ("“Let us know.”",),
    "seen_out": ("We said goodbye at the desk.",),
    "contact_useful": ("A general newsletter addressed to nobody.",),
    "promises_kept": ("The colour sample was not sent.",),
    "staff_first": ("I said hello twice before anybody looked up.", "She finished her mail while I stood at the desk."),
    "staff_attention": ("Answers over the shoulder, eyes on the door.", "He took two calls while we were talking."),
    "staff_clear": (
        "Three abbreviations, and no picture of what they do.",
        "The leasing figures went too fast to follow.",
    ),
    "staff_knew": ("I told the story of my car from the beginning again.",),
    "voice": ("Short, with a ringing phone in the background.",),
    "hold_asked": ("Music in the middle of my sentence.",),
    "name_used": ("Nobody asked for my name.",),
    "phone_data_purpose": ("My number was taken down without a word why.",),
    "phone_listened": ("I was interrupted twice.",),
    "availability": ("“You would have to come and see.”",),
    "right_answer": ("Said the estate has no tow bar; the price list has one.",),
    "honest_price": ("From-price only; delivery came up when I asked.",),
    "appointment_offered": ("“Just drop in.”",),
    "confirmation_sent": ("No confirmation by the evening.",),
    "thanked": ("He hung up after “bye then”.",),
}
HIGH: Final = {
    "personal_gesture": (
        "She had seen me looking for coins and paid the parking meter.",
        "He remembered that I had called on Tuesday and asked how my daughter's move went.",
    ),
    "surprise_in_car": ("I had mentioned a cello; he brought one of the same length from the music shop next door.",),
    "after_surprise": ("A postcard with a photo of the view I had praised on the drive.",),
    "staff_delight": (
        "He found out when my bus leaves and watched the clock for me.",
        "She lent me an umbrella for the way to the tram.",
    ),
    "team_play": ("The receptionist moved my car out of the delivery bay without being asked.",),
    "phone_delight": ("She walked to the car with the phone and measured the boot for me.",),
    "would_buy": ("I felt taken seriously.", "Good people, a little slow.", "I would compare elsewhere first."),
}
STORIES: Final = (
    "They treated the question about charging as if it were the most interesting of the day.",
    "Competent and calm. I would have liked somebody to notice me sooner.",
    "The car was explained well; the way from the desk to the car took too long.",
    "Everything correct, nothing I would tell anybody about.",
    "I left with more questions than I came with.",
)
TEXTS: Final = {
    "call_back_words": (
        "The car is there until Friday; a drive was offered for Thursday.",
        "Apologised and named the price.",
    ),
}
POOR: Final = "Not done, although there was time for it."
WAIVERS: Final = ("Staff were standing beside me.", "Too many customers in the picture.", "Asked not to take pictures.")
RETURNS: Final = {
    "display_ready": "Your comment names a locked car, and the answer is yes. Which one is right?",
    "outside_picture": "The picture shows the neighbouring house. Is there one of ours?",
    "answered_after": "The time stamps say forty seconds, the answer says nine. Please check.",
}
RETURN_NOTE: Final = "Thank you, a careful report. Please look at what I have marked before I can release it."
APPROVAL: Final = "Clear and fair. Released."
CANCELLED: Final = ("The centre was closed for stocktaking.", "The auditor fell ill; planned anew for the next wave.")
VOID: Final = ("The wrong centre was visited.", "The auditor was recognised at the desk.")
