"""Times explanations of one network in PyTorch: a forward pass and each method by turns, medians, as JSON.

    python3 peer.py NETWORK ROUNDS METHOD...

Both memory layouts are tried; the one whose forward pass is faster counts, per method the faster of both.
"""

import json
import resource
import statistics
import sys
import time

import captum.attr
import captum.metrics
import pytorch_grad_cam
import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

import networks

THREADS = 2
STEPS = 32


def target(output):
    """Mean of the first class over all pixels: what the other side asks, too."""
    return output[:, 0].mean((1, 2))


class Scalar(torch.nn.Module):
    """The network with the target on top, which Captum's hooks need as a module."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return target(self.network(x))


class CamTarget:
    def __call__(self, output):
        return output[0].mean()


def fold(network, image):
    """Folds each batch norm into the convolution whose output it reads, as one forward pass shows them."""
    made, pairs = {}, []

    def watch(name, module):
        def hook(_, inputs, output):
            if isinstance(module, torch.nn.Conv2d):
                made[id(output)] = name, output
            elif id(inputs[0]) in made:
                pairs.append((made[id(inputs[0])][0], name))

        return module.register_forward_hook(hook)

    kinds = torch.nn.Conv2d, torch.nn.BatchNorm2d
    hooks = [watch(name, module) for name, module in network.named_modules() if isinstance(module, kinds)]
    forward(network, image)
    for hook in hooks:
        hook.remove()
    for conv, norm in pairs:
        replace(network, conv, fuse_conv_bn_eval(network.get_submodule(conv), network.get_submodule(norm)))
        replace(network, norm, torch.nn.Identity())


def replace(network, name, module):
    parent, _, child = name.rpartition(".")
    setattr(network.get_submodule(parent), child, module)


def cam(kind):
    def explain(network, layer, image):
        with kind(model=network, target_layers=[layer]) as method:
            method(input_tensor=image, targets=[CamTarget()])

    return explain


def captum_cam(network, layer, image):
    captum.attr.LayerGradCam(Scalar(network), layer).attribute(image)


def sensitivity(network, layer, image):
    saliency = captum.attr.Saliency(Scalar(network))
    captum.metrics.sensitivity_max(saliency.attribute, image, n_perturb_samples=10, max_examples_per_batch=1)


def infidelity(network, layer, image):
    scalar = Scalar(network)
    attributions = captum.attr.Saliency(scalar).attribute(image, abs=False)

    def perturb(x):
        noise = torch.randn_like(x) * 0.2
        return noise, x - noise

    with torch.no_grad():
        captum.metrics.infidelity(scalar, perturb, image, attributions, n_perturb_samples=25, max_examples_per_batch=1)


def gradient(kind, **options):
    def explain(network, layer, image):
        kind(Scalar(network)).attribute(image, **options)

    return explain


METHODS = {
    "saliency": gradient(captum.attr.Saliency),
    "input-x-gradient": gradient(captum.attr.InputXGradient),
    "guided-backprop": gradient(captum.attr.GuidedBackprop),
    "deconvolution": gradient(captum.attr.Deconvolution),
    "deeplift": gradient(captum.attr.DeepLift),
    "integrated-gradients": gradient(captum.attr.IntegratedGradients, n_steps=STEPS, internal_batch_size=1),
    "grad-cam": captum_cam,
    "guided-grad-cam": lambda n, layer, x: captum.attr.GuidedGradCam(Scalar(n), layer).attribute(x),
    "hirescam": cam(pytorch_grad_cam.HiResCAM),
    "score-cam": cam(pytorch_grad_cam.ScoreCAM),
    "ablation-cam": cam(pytorch_grad_cam.AblationCAM),
    "sensitivity": sensitivity,
    "infidelity": infidelity,
}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def forward(network, image):
    with torch.inference_mode():
        network(image)


def measure(network, layer_of, image, rounds, methods, found):
    passes = [timed(lambda: forward(network, image)) for _ in range(rounds + 2)][2:]
    found.setdefault("forward", []).append(statistics.median(passes))
    for method in methods:
        try:
            explain = METHODS[method]
            explain(network, layer_of(network), image.clone().requires_grad_())
            times = []
            for _ in range(rounds):
                passes.append(timed(lambda: forward(network, image)))
                times.append(timed(lambda: explain(network, layer_of(network), image.clone().requires_grad_())))
            found.setdefault(method, []).append(statistics.median(times))
        except Exception as e:  # a library that cannot explain this network
            print(f"{method}: {type(e).__name__}: {str(e)[:200]}", file=sys.stderr)


def main():
    name, rounds, *methods = sys.argv[1:]
    torch.set_num_threads(THREADS)
    found = {}
    for channels_last in (False, True):
        network, image, layer_of = networks.build(name)
        for parameter in network.parameters():
            parameter.requires_grad_(False)
        fold(network, image)
        if channels_last:
            network, image = network.to(memory_format=torch.channels_last), image.to(memory_format=torch.channels_last)
        measure(network, layer_of, image, int(rounds), methods, found)
    seconds = {what: min(times) for what, times in found.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peakMegabytes": peak}))


if __name__ == "__main__":
    main()
