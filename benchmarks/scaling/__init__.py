"""Many subscriptions before platforms that limit, in time that runs faster."""
