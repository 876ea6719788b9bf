"""What the petitions are about: suggesting, confirming, merging and splitting matters."""
