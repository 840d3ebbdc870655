"""What pyradiomics costs on a region that RadiomicsCost wrote: FILE SLICES ROWS COLUMNS ROUNDS."""

import sys
import time

import numpy
import radiomics
import SimpleITK
from radiomics import featureextractor

file, *numbers = sys.argv[1:]
*size, rounds = map(int, numbers)
count = size[0] * size[1] * size[2]
data = open(file, "rb").read()
values = numpy.frombuffer(data, "<f4", count).reshape(size)
members = numpy.frombuffer(data, numpy.uint8, count, 4 * count).reshape(size)
image = SimpleITK.GetImageFromArray(values)
mask = SimpleITK.GetImageFromArray(members)

radiomics.setVerbosity(50)
flat = size[0] == 1
extractor = featureextractor.RadiomicsFeatureExtractor(binCount=32, force2D=flat)
extractor.disableAllFeatures()
classes = ["firstorder", "shape2D" if flat else "shape", "glcm", "glrlm", "glszm", "gldm", "ngtdm"]
for name in classes:
    extractor.enableFeatureClassByName(name)

costs = []
for _ in range(rounds):
    cpu, start = time.process_time(), time.perf_counter()
    found = extractor.execute(image, mask)
    costs.append((time.perf_counter() - start, time.process_time() - cpu))
wall = sorted(cost[0] for cost in costs)
print(
    f"pyradiomics {radiomics.__version__:33} {1000 * wall[0]:8.1f} ms "
    f"(processor {1000 * min(cost[1] for cost in costs):8.1f} ms; "
    f"median {1000 * wall[rounds // 2]:8.1f} ms, first {1000 * costs[0][0]:8.1f} ms)"
)
for name, value in found.items():
    if name.startswith("original_"):
        print(f"{name}={float(value)!r}")
