package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Shape;

@ExtendWith(EngineExtension.class)
class EinsumRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ij,jk->ik; 2,3|3,4",
        "ij,jk; 2,3|3,4",
        "bij,bjk->bik; 2,3,4|2,4,5",
        "i,i->; 4|4",
        "ij->; 2,3",
        "ij->j; 2,3",
        "ij->ji; 2,3",
        "ba; 2,3",
        "ij,jk->; 2,3|3,4",
        "i,j->ij; 2|3",
        "bqhd,bkhd->bhqk; 1,3,2,4|1,5,2,4",
        "ij,j,jk->ik; 2,3|3|3,4",
        "...ij,...jk->...ik; 5,2,3|5,3,4",
        "...ij,jk->...ik; 2,5,2,3|3,4",
        "...ij,...jk; 2,1,2,3|2,5,3,4",
        "... i , i j -> ... j; 2,3,4|4,5",
        "i...->...; 2,3,4",
        "ij,kl->i; 2,3|4,5"
      })
  void agreesForAnyEquation(String equation, String shapes, Engine engine) {
    Samples samples = new Samples(equation.hashCode());
    GradientCheck check = GradientCheck.of("Einsum").attribute("equation", equation);
    String[] sides = shapes.split("\\|");
    for (String side : sides) {
      check.input(samples.normal(Samples.dims(side)));
    }
    check.verify(engine);
  }

  @Test
  void diagonalsAreRefused(Engine engine) {
    GradientCheck check =
        GradientCheck.of("Einsum")
            .attribute("equation", "ii->i")
            .input(new Samples(1).normal(3, 3));
    GraphException e = assertThrows(GraphException.class, () -> check.verify(engine));
    assertTrue(e.getMessage().contains("letter twice"), e.getMessage());
  }

  @Test
  void equationsThatDoNotFitTheirOperandsAreRefused() {
    List<Shape> shapes = List.of(Shape.of(2, 3));
    assertThrows(GraphException.class, () -> EinsumEquation.parse("ij,jk->ik", shapes));
    assertThrows(GraphException.class, () -> EinsumEquation.parse("ijk->i", shapes));
    assertThrows(GraphException.class, () -> EinsumEquation.parse("i->i", shapes));
  }
}
