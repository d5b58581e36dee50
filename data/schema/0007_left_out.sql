-- Which weeks were left out, found by when they ended: where that is yet to come, a clock was wrong.

CREATE INDEX recaps_left_out ON recaps (period_end) WHERE state = 'late';
