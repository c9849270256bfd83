package org.derain.network;
import org.bytedeco.javacpp.*; import org.bytedeco.pytorch.*; import org.bytedeco.pytorch.global.torch;
public class Probe { public static void main(String[] a){ 
 int threads=Integer.parseInt(a[1]); torch.set_num_threads(threads); int B=Integer.parseInt(a[2]);
 Tier t=Tier.of(a[0]); System.out.println(t+" gmac720="+Cost.of(t,1280,720).gmac()+" params="+Cost.of(t,1280,720).parameters());
 TorchNetwork n=new TorchNetwork(t,1); AdamW opt=new AdamW(n.parameters(), new AdamWOptions(1e-3));
 Tensor y=torch.rand(new long[]{B,5,128,128}), uv=torch.rand(new long[]{B,10,64,64}); 
 for(int i=0;i<3;i++) step(n,opt,y,uv);
 long t0=System.nanoTime(); int N=10; for(int i=0;i<N;i++) step(n,opt,y,uv); double s=(System.nanoTime()-t0)/1e9; System.out.printf("%.1f windows/s %.0f ms/step%n",N*B/s,s/N*1000);
 }
 static void step(TorchNetwork n, AdamW opt, Tensor y, Tensor uv){ try(PointerScope sc=new PointerScope()){ opt.zero_grad(); var o=n.derain(y,uv); Tensor l=o.frame().square().mean(); l.backward(); opt.step(); } }
}
