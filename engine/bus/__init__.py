"""The in-process bus and its port."""

from engine.bus.memory import MemoryBus, MemorySubscription
from engine.bus.port import Bus, Message, Overflow, Subscription, Topic

__all__ = ["Bus", "MemoryBus", "MemorySubscription", "Message", "Overflow", "Subscription", "Topic"]
