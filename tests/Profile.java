import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.profiles.Profiles;

/** Prints what keeps an ontology out of OWL 2 DL, a line each, by the OWL API. */
public class Profile {
    public static void main(String[] files) throws Exception {
        var ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(files[0]));
        Profiles.OWL2_DL.checkOntology(ontology).getViolations().forEach(System.out::println);
        System.out.println(ontology.getAxiomCount() + " axioms");
    }
}
