package vn.lienthong.access.patch.fhir;

import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.patch.ResourceElements.PathException;

/**
 * Reads the path of a patch. Only what leads to elements and chooses among them is admitted, so that no path is costly
 * and none looks beyond its resource.
 */
final class PatchPath {

    /** No path of R4 is near as long. */
    private static final int MOST_CHARACTERS = 500;

    private static final Set<Function> ADMITTED = EnumSet.of(
            Function.Where,
            Function.First,
            Function.Last,
            Function.Tail,
            Function.Skip,
            Function.Take,
            Function.Single,
            Function.Item,
            Function.As,
            Function.Is,
            Function.OfType,
            Function.Exists,
            Function.Empty,
            Function.Not,
            Function.HasValue,
            Function.Extension,
            Function.StartsWith,
            Function.EndsWith,
            Function.Contains);

    private PatchPath() {}

    static ExpressionNode parse(FHIRPathEngine engine, String path) throws PathException {
        if (path.length() > MOST_CHARACTERS) {
            throw new PathException("It may have %d characters.".formatted(MOST_CHARACTERS));
        }
        try {
            var expression = engine.parse(path);
            check(expression);
            return expression;
        } catch (RuntimeException e) {
            throw new PathException("Write it as FHIRPath, such as `Patient.name.where(use = 'official').given[0]`.");
        }
    }

    private static void check(@Nullable ExpressionNode node) throws PathException {
        if (node == null) {
            return;
        }
        if (node.getFunction() != null && !ADMITTED.contains(node.getFunction())) {
            throw new PathException("`%s()` is not admitted here. Use `where()`, `first()`, `ofType()` or an index."
                    .formatted(node.getFunction().toCode()));
        }
        if (node.getConstant() != null && node.getConstant().fhirType().equals("%constant")) {
            throw new PathException("`%…` is not admitted here: begin with the type of the resource.");
        }
        check(node.getInner());
        check(node.getGroup());
        check(node.getOpNext());
        if (node.getParameters() != null) {
            for (var parameter : node.getParameters()) {
                check(parameter);
            }
        }
    }
}
