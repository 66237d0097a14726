"""Reviews: what an area manager decides about a submitted visit: returned with reasons, approved, or void."""
