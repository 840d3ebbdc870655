package org.pixelwhy.study.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.pixelwhy.data.Split;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.TrainingTask;

/**
 * A network to train, and where.
 *
 * @param network with its first weights
 * @param task what it learns
 * @param product the file of a network with these parameters and statistics, all it needs in it
 * @param options how it learns
 * @param split which images are for what, to be kept beside the result
 * @param description everything that was asked for, one {@code name: value} a line
 * @param folder where files go
 * @param resume whether to go on from the folder's checkpoint
 */
public record TrainingRequest(
    TrainableNetwork network,
    TrainingTask task,
    Function<Map<String, Tensor>, Graph> product,
    TrainingOptions options,
    Split split,
    String description,
    Path folder,
    boolean resume) {}
