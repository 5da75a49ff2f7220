"""Device profiles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """What a page is told about the device it is shown on."""

    name: str
    width: int
    """CSS pixels."""
    height: int
    """CSS pixels."""
    scale: float
    """Device pixels for a CSS pixel."""
    mobile: bool
    platform: str
    """The bracket of the user agent."""

    def user_agent(self, chrome: str, ours: str) -> str:
        """What such a device sends, with our own honest name behind it."""
        kind = "Mobile Safari" if self.mobile else "Safari"
        return (
            f"Mozilla/5.0 ({self.platform}) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{chrome.partition('.')[0]}.0.0.0 {kind}/537.36 {ours}"
        )


DEVICES = {
    # 412 x 823 at 1.75 is Lighthouse 13's phone, so that figures can be set side by side.
    "phone": Device("phone", 412, 823, 1.75, True, "Linux; Android 11; moto g power (2022)"),
    "phone-small": Device("phone-small", 360, 640, 2.0, True, "Linux; Android 11; SM-A125F"),
    "phone-large": Device("phone-large", 430, 932, 3.0, True, "Linux; Android 14; Pixel 9 Pro XL"),
    "tablet": Device("tablet", 820, 1180, 2.0, True, "Linux; Android 13; SM-X200"),
    "desktop": Device("desktop", 1350, 940, 1.0, False, "X11; Linux x86_64"),
}
