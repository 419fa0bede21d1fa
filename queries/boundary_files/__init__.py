"""How official boundaries get in: read → match → outlines → load. Needs the extra `boundaries` (geopandas, pyogrio, shapely)."""
