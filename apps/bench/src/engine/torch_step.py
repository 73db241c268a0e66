"""One training step as SAE libraries write it in PyTorch: the peer that `bench engine` times beside.

Usage: torch_step.py THREADS dense|sparse BATCH WIDTH LATENTS K RUNS; prints one line of JSON.
"""
import json
import sys
import time

try:
    import torch
except ImportError:
    print(json.dumps({"absent": "PyTorch is not installed"}))
    sys.exit(0)

threads, mode = int(sys.argv[1]), sys.argv[2]
batch, width, latents, k, runs = map(int, sys.argv[3:8])
torch.set_num_threads(threads)
torch.manual_seed(0)
x = torch.randn(batch, width) * 0.06
atoms = torch.nn.functional.normalize(torch.randn(latents, width), dim=1).requires_grad_()
bias = torch.zeros(latents, requires_grad=True)
center = torch.zeros(width, requires_grad=True)
optimizer = torch.optim.Adam([atoms, bias, center], lr=1e-3)
groups = (latents + 31) // 32


def step():
    optimizer.zero_grad(set_to_none=True)
    hidden = (torch.rand(batch, width) < 0.3).float()
    a = torch.addmm(bias, x * (1 - hidden), atoms.T)
    values, indices = a.topk(k, dim=1, sorted=False)
    values = torch.relu(values)
    if mode == "dense":
        codes = torch.zeros(batch, latents).scatter(1, indices, values)
        reconstruction = torch.addmm(center, codes, atoms)
    else:
        bag = torch.nn.functional.embedding_bag
        reconstruction = bag(indices, atoms, per_sample_weights=values, mode="sum") + center
    loss = (hidden * (reconstruction - x) ** 2).sum() / (batch * width * 0.3)
    squares = torch.zeros(batch, groups).scatter_add(1, indices // 32, values * values)
    loss = loss + squares.clamp_min(1e-12).sqrt().sum() * 1e-4 / batch + values.sum() * 1e-5 / batch
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        atoms.div_(atoms.norm(dim=1, keepdim=True))


for _ in range(3):
    step()
times = []
for _ in range(runs):
    start = time.perf_counter()
    step()
    times.append((time.perf_counter() - start) * 1e3)
times.sort()
print(json.dumps({"version": torch.__version__, "ms": times[len(times) // 2], "best": times[0]}))
