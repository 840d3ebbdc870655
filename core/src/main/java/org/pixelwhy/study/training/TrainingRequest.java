package org.pixelwhy.study.training;

import java.nio.file.Path;
import org.pixelwhy.data.Split;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;

/**
 * A network to train, and where.
 *
 * @param network with its first weights
 * @param data what it learns from
 * @param card what input and output of the trained network's file mean
 * @param options how
 * @param split which images are for what, to be kept beside the result
 * @param description everything that was asked for, one {@code name: value} a line
 * @param folder where files go
 * @param resume whether to go on from the folder's checkpoint
 */
public record TrainingRequest(
    TrainableNetwork network,
    TrainingData data,
    ModelCard card,
    TrainingOptions options,
    Split split,
    String description,
    Path folder,
    boolean resume) {}
