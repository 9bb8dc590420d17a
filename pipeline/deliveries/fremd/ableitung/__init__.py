"""Delivered values that follow from others, declared or not."""
