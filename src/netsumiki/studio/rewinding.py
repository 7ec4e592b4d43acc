"""Back to a snapshot of a run, and on from there: a new run, so that nothing of the old one is lost."""

from netsumiki.engine.errors import ModelFileError, Problem, RecipeError
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training import rewinding
from netsumiki.training.timeline import Timeline


def rewind(run: Run, step: int, name: str | None, lr: float | None) -> Run:
    """A queued run that goes on from this snapshot of `run`, whatever has become of that one.

    Raises: `RecipeError` when there is no such snapshot, `DataError` when the disk is full.
    """
    source = runs.folder_of(run)
    if not Timeline(source).snapshot_steps():
        message = f"{run.name} has no snapshots to go back to: only runs that train a generator make some, on their way"
        raise RecipeError(Problem("no-snapshots", message))

    def prepare(made: Run) -> None:
        try:
            rewinding.rewind(source, step, runs.folder_of(made), lr)
        except ModelFileError:
            message = f"the snapshot of step {step} cannot be read: choose another one"
            raise RecipeError(Problem("no-snapshot", message, facts={"step": step})) from None

    return runs.enqueue(run.owner, run.recipe, name, prepare=prepare, document=run.document, rewound_from=run)
