"""The environment that plants a fault into the unchanged program (plant.c)."""
import os, pathlib, subprocess

SOURCE = pathlib.Path(__file__).with_name("plant.c")


def planted(name, folder):
    """Nothing for no name, so that a scenario can pass its control straight in."""
    if name not in ("normal", "lost-commit", "blind", "no-lock"):
        return {}
    library = pathlib.Path(folder) / "plant.so"
    if not library.exists():
        compiler = os.environ.get("CC", "cc")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "FOYER_PLANT": name}
