"""An attacker who holds every bulletin of a mission and looks for its monitors and witnesses."""
