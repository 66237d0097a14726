"""The visit report: one visit with its score, answers, photos and certificate, in a review and a centre edition."""
