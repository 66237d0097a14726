"""What a centre, an area or the chain scored in one period: the figures the screens show, on paper."""
