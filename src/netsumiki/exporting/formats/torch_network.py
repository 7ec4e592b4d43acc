"""A network as a PyTorch module: its text, and its weights as PyTorch arranges them.

Pictures come in and go out with channels last, as everywhere in Netsumiki; inside they stand first where PyTorch wants
them to.
"""

from typing import Any

from netsumiki.exporting.formats.channels import channels_of
from netsumiki.exporting.formats.library_text import LibraryText
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import Packed

TAKEN = {"self", "torch", "nn", "F", "np", "len", "float"}
MODULE = (
    "add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval "
    "extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict "
    "modules mtia named_buffers named_children named_modules named_parameters parameters register_backward_hook "
    "register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook "
    "register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook "
    "register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ "
    "set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad"
)
"""What a module of PyTorch calls its own already."""


class TorchText(LibraryText):
    """`text` is the class `Network`, `arrays` its weights by the names of its state_dict."""

    def __init__(self, plan: Plan, precision: str = "float32"):
        from netsumiki.exporting.formats.torch_calls import CALLS

        super().__init__(plan, precision, TAKEN | set(MODULE.split()))
        self.channels = channels_of(plan)
        self.turned: dict[tuple[str, bool], str] = {}
        for step in plan.steps:
            made = CALLS[step.kind](self, step, step.layer)
            self.lines.append(f"{self.names[step.name]} = {made}  # {self._shape(step)}")
        self.lines.append(f"return {self.value(plan.output, False)}")

    @property
    def text(self) -> str:
        given = ", ".join(self.names[name] for name in self.plan.inputs)
        shapes = ", ".join(str(shape) for shape in self.plan.inputs.values())
        lines = [
            "class Network(nn.Module):",
            f'    """{shapes} → {self.shapes[self.plan.output]} for each example"""',
            "",
            "    def __init__(self):",
            "        super().__init__()",
            *(f"        self.{name} = {made}" for name, made in self.parts.items()),
            "",
            f"    def forward(self, {given}):",
            *(f"        {line}" for line in self.lines),
        ]
        return "\n".join(lines)

    def _shape(self, step: Step) -> str:
        H_W_C = step.shape
        return str((H_W_C[2], *H_W_C[:2]) if step.name in self.channels.made else H_W_C)

    # -- what a layer asks for ----------------------------------------------------------------------------------

    def value(self, name: str, first: bool) -> str:
        """A value with its channels first or last; turning it around is a line of its own."""
        stands = name in self.channels.made
        if len(self.shapes[name]) != 3 or stands == first:
            return self.names[name]
        if (name, first) not in self.turned:
            turned = f"{self.names[name]}_{'first' if first else 'last'}"
            while turned in self.names.values():
                turned += "_"
            axes = "0, 3, 1, 2" if first else "0, 2, 3, 1"
            self.lines.append(f"{turned} = {self.names[name]}.permute({axes})")
            self.turned[name, first] = turned
        return self.turned[name, first]

    def inputs(self, step: Step) -> list[str]:
        return [self.value(name, self.first(step)) for name in step.inputs]

    def first(self, step: Step) -> bool:
        return step.name in self.channels.reading

    def module(self, step: Step, made: str, **weights: Packed) -> str:
        """A part of the module with these weights."""
        return f"self.{self.owner(step, made, weights)}"

    def value_of(self, option: Any) -> Any:
        """One number for two equal ones."""
        return option[0] if isinstance(option, tuple) and len(set(option)) == 1 else option
