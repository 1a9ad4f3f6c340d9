"""Protection under Article 3 of the Convention Against Torture, as US immigration courts apply it, made executable."""

__version__ = "0.1.0"
